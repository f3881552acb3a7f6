package io.lattice.core.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.Reading;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes that a response object gives for its failure, as OpenAI lists them. */
class InAnswerErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "server_error, UPSTREAM_OVERLOADED",
    "rate_limit_exceeded, UPSTREAM_RATE_LIMITED",
    "insufficient_quota, UPSTREAM_RATE_LIMITED",
    "invalid_prompt, INVALID_REQUEST",
    "context_length_exceeded, CONTEXT_TOO_LONG",
    "bio_policy, CONTENT_REJECTED",
    "image_content_policy_violation, CONTENT_REJECTED",
    "vector_store_timeout, UPSTREAM_TIMEOUT",
    "invalid_image, INVALID_REQUEST",
    "invalid_image_format, INVALID_REQUEST",
    "invalid_base64_image, INVALID_REQUEST",
    "invalid_image_url, INVALID_REQUEST",
    "image_too_large, INVALID_REQUEST",
    "image_too_small, INVALID_REQUEST",
    "image_parse_error, INVALID_REQUEST",
    "invalid_image_mode, INVALID_REQUEST",
    "image_file_too_large, INVALID_REQUEST",
    "unsupported_image_media_type, INVALID_REQUEST",
    "empty_image_file, INVALID_REQUEST",
    "failed_to_download_image, INVALID_REQUEST",
    "image_file_not_found, INVALID_REQUEST",
    "something_new, UPSTREAM_PROTOCOL"
  })
  void blameWhoIsToBlame(String code, ErrorKind kind) {
    String body =
        "{\"status\":\"failed\",\"output\":[],\"error\":{\"code\":\""
            + code
            + "\",\"message\":\"It failed.\"}}";
    for (boolean isNative : List.of(true, false)) {
      assertThat(failure(body, isNative).kind()).isEqualTo(kind);
    }
  }

  private static ChatError failure(String body, boolean isNative) {
    List<ChatEvent> events =
        new ResponsesDialect().decodeWhole(Bytes.utf8(body), new Reading(isNative, true, 1 << 20));
    return ((ChatEvent.MessageFailed) events.get(events.size() - 1)).error();
  }
}
