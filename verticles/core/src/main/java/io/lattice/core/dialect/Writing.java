package io.lattice.core.dialect;

/**
 * What an answer says where the provider did not.
 *
 * @param id the answer's id
 * @param model the model that the caller asked for
 * @param created seconds since the epoch
 * @param usageAsked whether the caller asked for usage in the stream
 */
public record Writing(String id, String model, long created, boolean usageAsked) {}
