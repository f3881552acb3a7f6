package io.lattice.core.dialect;

import static io.lattice.api.chat.ErrorKind.CONTENT_REJECTED;
import static io.lattice.api.chat.ErrorKind.CONTEXT_TOO_LONG;
import static io.lattice.api.chat.ErrorKind.INVALID_REQUEST;
import static io.lattice.api.chat.ErrorKind.MODEL_NOT_FOUND;
import static io.lattice.api.chat.ErrorKind.TOO_LARGE;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_OVERLOADED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_PROTOCOL;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_RATE_LIMITED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_REFUSED_KEY;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_TIMEOUT;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_UNREACHABLE;

import io.lattice.api.chat.ErrorKind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of this family of providers means: its body first, its status second, because they
 * send 400 for a wrong key (xAI), 429 for a request that no pause makes smaller (OpenAI) and 429
 * for an empty account.
 */
final class ErrorRules {

  /**
   * One meaning.
   *
   * @param code our own code for it where it needs one, else null for the provider's
   */
  record Rule(Predicate<ErrorFacts> holds, ErrorKind kind, @Nullable String code) {}

  private static final Set<String> QUOTA_WORDS =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");
  private static final Set<String> QUOTA_TEXTS =
      Set.of(
          "exceeded your current quota",
          "insufficient balance",
          "insufficient credits",
          "credit balance is too low",
          "reached your specified api usage limits",
          "used all available credits",
          "doesn't have any credits",
          "spending limit");

  /** Google's word for any limit, which says for itself when it is one of a day. */
  private static final Set<String> LIMIT_WORDS = Set.of("resource_exhausted");

  private static final Set<String> KEY_WORDS =
      Set.of(
          "invalid_api_key",
          "unauthorized",
          "permissiondenied",
          "authentication_error",
          "unauthenticated",
          "api_key_invalid");
  private static final Set<String> KEY_TEXTS =
      Set.of(
          "incorrect api key",
          "invalid api key",
          "api key not valid",
          "invalid authentication",
          "user location is not supported",
          "enable billing");
  private static final Set<String> FILTER_WORDS =
      Set.of(
          "content_filter",
          "content_policy_violation",
          "image_content_policy_violation",
          "bio_policy",
          "cyber_policy",
          "responsibleaipolicyviolation",
          "moderation_blocked");
  private static final Set<String> FILTER_TEXTS =
      Set.of(
          "content violates usage guidelines",
          "violating our usage policy",
          "safety_check_type_",
          "content management policy",
          "content filtering policy");
  private static final Set<String> CONTEXT_WORDS =
      Set.of("context_length_exceeded", "truncate_prompt_error");
  private static final Set<String> CONTEXT_TEXTS =
      Set.of(
          "maximum context length",
          "maximum prompt length",
          "context window",
          "context length",
          "prompt is too long",
          "exceed context limit",
          "input is too long",
          "inputs` tokens + `max_new_tokens`",
          "exceeds the maximum number of tokens");
  private static final Set<String> SIZE_TEXTS = Set.of("request too large");
  private static final Set<String> MODEL_WORDS =
      Set.of("model_not_found", "deploymentnotfound", "unknown_model", "modelnotfound");
  private static final Set<String> MODEL_TEXTS = Set.of("model", "deployment");
  private static final Set<String> LOAD_WORDS =
      Set.of("overloaded", "overloaded_error", "server_overloaded", "nocapacity", "slow_down");
  private static final Set<String> LOAD_TEXTS = Set.of("overloaded", "at capacity", "no capacity");

  /** The first that holds counts. */
  private static final List<Rule> ALL =
      List.of(
          // Before the texts: Google says "exceeded your current quota" of a minute's too.
          rule(e -> e.says(LIMIT_WORDS) && !e.says(QUOTA_WORDS), UPSTREAM_RATE_LIMITED),
          rule(
              e -> e.isStatus(402) || e.says(QUOTA_WORDS) || e.mentions(QUOTA_TEXTS),
              UPSTREAM_RATE_LIMITED,
              "insufficient_quota"),
          rule(
              e -> e.blamesTheRequest() && (e.says(FILTER_WORDS) || e.mentions(FILTER_TEXTS)),
              CONTENT_REJECTED,
              "content_filter"),
          rule(
              e -> e.isStatus(401) || e.says(KEY_WORDS) || e.mentions(KEY_TEXTS),
              UPSTREAM_REFUSED_KEY),
          rule(
              e -> e.blamesTheRequest() && (e.says(CONTEXT_WORDS) || e.mentions(CONTEXT_TEXTS)),
              CONTEXT_TOO_LONG,
              "context_length_exceeded"),
          // Larger than a minute's allowance. Were it a matter of rate, one such request would rest
          // the deployment for everybody.
          rule(e -> e.isStatus(413) || (e.isStatus(429) && e.mentions(SIZE_TEXTS)), TOO_LARGE),
          rule(e -> e.isStatus(403), UPSTREAM_REFUSED_KEY),
          rule(
              e -> e.says(MODEL_WORDS) || (e.isStatus(404) && e.mentions(MODEL_TEXTS)),
              MODEL_NOT_FOUND,
              "model_not_found"),
          // The path is wrong, or the API version in it: the base URL leads elsewhere.
          rule(e -> e.isStatus(404, 405) || e.status() / 100 == 3, UPSTREAM_PROTOCOL),
          rule(
              e ->
                  (e.status() == 0 || e.status() >= 429)
                      && (e.says(LOAD_WORDS) || e.mentions(LOAD_TEXTS)),
              UPSTREAM_OVERLOADED),
          rule(e -> e.isStatus(429), UPSTREAM_RATE_LIMITED),
          rule(e -> e.isStatus(408, 504, 524), UPSTREAM_TIMEOUT),
          rule(e -> e.isStatus(502, 520, 521, 522, 523, 525, 526, 527, 530), UPSTREAM_UNREACHABLE),
          rule(e -> e.isStatus(409, 424, 425, 499) || e.status() >= 500, UPSTREAM_OVERLOADED),
          rule(e -> e.status() >= 400, INVALID_REQUEST),
          rule(e -> true, UPSTREAM_PROTOCOL));

  private ErrorRules() {}

  static Rule of(ErrorFacts facts) {
    return ALL.stream().filter(rule -> rule.holds().test(facts)).findFirst().orElseThrow();
  }

  private static Rule rule(Predicate<ErrorFacts> holds, ErrorKind kind) {
    return rule(holds, kind, null);
  }

  private static Rule rule(Predicate<ErrorFacts> holds, ErrorKind kind, @Nullable String code) {
    return new Rule(holds, kind, code);
  }
}
