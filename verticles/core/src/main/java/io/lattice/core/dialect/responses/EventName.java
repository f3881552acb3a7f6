package io.lattice.core.dialect.responses;

import com.fasterxml.jackson.core.io.SerializedString;

/** The events of a streamed answer that are written here. */
enum EventName {
  CREATED("response.created"),
  IN_PROGRESS("response.in_progress"),
  COMPLETED("response.completed"),
  INCOMPLETE("response.incomplete"),
  FAILED("response.failed"),
  ERROR("error"),
  ITEM_ADDED("response.output_item.added"),
  ITEM_DONE("response.output_item.done"),
  PART_ADDED("response.content_part.added"),
  PART_DONE("response.content_part.done"),
  TEXT_DELTA("response.output_text.delta"),
  TEXT_DONE("response.output_text.done"),
  ANNOTATION_ADDED("response.output_text.annotation.added"),
  REFUSAL_DELTA("response.refusal.delta"),
  REFUSAL_DONE("response.refusal.done"),
  ARGUMENTS_DELTA("response.function_call_arguments.delta"),
  ARGUMENTS_DONE("response.function_call_arguments.done"),
  SUMMARY_ADDED("response.reasoning_summary_part.added"),
  SUMMARY_DONE("response.reasoning_summary_part.done"),
  SUMMARY_DELTA("response.reasoning_summary_text.delta"),
  SUMMARY_TEXT_DONE("response.reasoning_summary_text.done");

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // It only caches what it is written as.
  private final SerializedString lead;

  EventName(String word) {
    this.word = word;
    this.lead = new SerializedString("event: " + word + "\ndata: ");
  }

  String word() {
    return word;
  }

  /** What stands before the event's JSON. */
  SerializedString lead() {
    return lead;
  }
}
