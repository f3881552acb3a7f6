package io.lattice.core.route;

import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended. There is one for every request, whatever happens.
 *
 * @param deployment the last that was tried, or null where none was
 * @param provider its provider, or null
 * @param region its region, or null
 * @param attempts how many were made
 * @param failure null for success
 * @param firstContent until the caller was shown something, or null where it never was
 * @param usage null only where no attempt was made
 */
public record Settlement(
    String requestId,
    String caller,
    String model,
    boolean streamed,
    @Nullable String deployment,
    @Nullable String provider,
    @Nullable String region,
    int attempts,
    @Nullable ErrorKind failure,
    Duration duration,
    @Nullable Duration firstContent,
    @Nullable Usage usage) {}
