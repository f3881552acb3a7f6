package io.lattice.api.chat;

/** Why a choice ended. The provider's own word travels beside it. */
public enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER
}
