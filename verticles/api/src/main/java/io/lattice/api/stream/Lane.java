package io.lattice.api.stream;

/**
 * The event loop that a verticle runs on.
 *
 * @param node the node's id in the cluster
 * @param number counts the node's event loops from 0
 * @param inbox the loop's own
 */
public record Lane(String node, int number, Inbox inbox) {}
