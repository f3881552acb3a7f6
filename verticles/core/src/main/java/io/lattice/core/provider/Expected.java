package io.lattice.core.provider;

import io.lattice.core.dialect.Reading;

/**
 * In which form an answer was asked for. A provider may send the other one, which its caller has no
 * use for in the provider's own bytes: then it is read as events.
 *
 * @param form either of events or whole
 * @param reading how to read what comes in that form
 */
record Expected(BodyForm form, Reading reading) {

  Reading readingOf(BodyForm actual) {
    return actual == form ? reading : new Reading(false, true, reading.maxBytes());
  }

  /** Whether a stream comes where a whole answer was asked for. */
  boolean isInPieces(BodyForm actual) {
    return form == BodyForm.WHOLE && actual == BodyForm.EVENTS;
  }
}
