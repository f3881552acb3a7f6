/** Tests of what the dialects share: framing, strict JSON, redaction. */
@NullMarked
package io.lattice.core.dialect;

import org.jspecify.annotations.NullMarked;
