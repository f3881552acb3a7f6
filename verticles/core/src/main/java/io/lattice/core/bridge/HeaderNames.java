package io.lattice.core.bridge;

import io.vertx.core.http.HttpHeaders;

/** Header names and values that the bridge reads and writes, made once for every request. */
final class HeaderNames {
  static final CharSequence HOST = HttpHeaders.HOST;
  static final CharSequence TRANSFER_ENCODING = HttpHeaders.TRANSFER_ENCODING;
  static final CharSequence AUTHORIZATION = HttpHeaders.AUTHORIZATION;
  static final CharSequence X_API_KEY = HttpHeaders.createOptimized("x-api-key");
  static final CharSequence X_GOOG_API_KEY = HttpHeaders.createOptimized("x-goog-api-key");
  static final CharSequence API_KEY = HttpHeaders.createOptimized("api-key");
  static final CharSequence CONTENT_TYPE = HttpHeaders.CONTENT_TYPE;
  static final CharSequence CONTENT_LENGTH = HttpHeaders.CONTENT_LENGTH;
  static final CharSequence CONTENT_ENCODING = HttpHeaders.CONTENT_ENCODING;
  static final CharSequence EXPECT = HttpHeaders.EXPECT;
  static final CharSequence CONNECTION = HttpHeaders.CONNECTION;
  static final CharSequence ALLOW = HttpHeaders.ALLOW;
  static final CharSequence CACHE_CONTROL = HttpHeaders.CACHE_CONTROL;
  static final CharSequence RETRY_AFTER = HttpHeaders.RETRY_AFTER;
  static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
  static final CharSequence X_REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("request-id");
  static final CharSequence X_SHOULD_RETRY = HttpHeaders.createOptimized("x-should-retry");
  static final CharSequence X_ACCEL_BUFFERING = HttpHeaders.createOptimized("x-accel-buffering");
  static final CharSequence X_LATTICE_DEPLOYMENT =
      HttpHeaders.createOptimized("x-lattice-deployment");
  static final CharSequence X_LATTICE_ATTEMPTS = HttpHeaders.createOptimized("x-lattice-attempts");
  static final CharSequence X_LATTICE_DROPPED = HttpHeaders.createOptimized("x-lattice-dropped");
  static final CharSequence X_LATTICE_CHANGED = HttpHeaders.createOptimized("x-lattice-changed");

  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  static final CharSequence PROMETHEUS_TEXT =
      HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");
  static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer");
  static final CharSequence CLOSE = HttpHeaders.CLOSE;
  static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
  static final CharSequence NO = HttpHeaders.createOptimized("no");
  static final CharSequence TRUE = HttpHeaders.createOptimized("true");
  static final CharSequence FALSE = HttpHeaders.createOptimized("false");

  private HeaderNames() {}
}
