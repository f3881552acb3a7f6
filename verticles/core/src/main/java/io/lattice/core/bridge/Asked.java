package io.lattice.core.bridge;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent;
import java.util.List;
import java.util.function.Function;

/**
 * What the router is asked, and how its answer becomes a body once it is whole.
 *
 * @param writing of every event of an answer that succeeded
 */
record Asked(ChatCall call, Function<List<ChatEvent>, Bytes> writing) {}
