/**
 * The vocabulary of a chat: what is asked, what is answered and how it fails. Plain values over
 * {@code java.*}; no Vert.x, no JSON library and no provider's words live here.
 */
@NullMarked
package io.lattice.api.chat;

import org.jspecify.annotations.NullMarked;
