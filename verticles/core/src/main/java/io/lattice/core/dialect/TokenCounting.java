package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * How a dialect asks how many tokens a question would take, both ways. Pure; each part fails with a
 * DialectException as the dialect's own parts for chats do.
 *
 * @param writing the provider's request for a question of ours
 * @param adopting the same for a question that the caller wrote in this dialect
 * @param reading the tokens in a provider's answer
 * @param question the question in a caller's request, as it would be asked for an answer
 * @param answer what a caller is told
 */
public record TokenCounting(
    BiFunction<ChatRequest, UpstreamTarget, WrittenRequest> writing,
    BiFunction<Bytes, UpstreamTarget, WrittenRequest> adopting,
    ToLongFunction<Bytes> reading,
    UnaryOperator<Bytes> question,
    LongFunction<Bytes> answer) {}
