/**
 * The judgement room: given what an identity usually consumes and what it just consumed, is this still itself?
 *
 * <p>Nothing here knows Kafka, Avro, HTTP, logging, threads or the wall clock. Decisions use event time and one
 * identity's own records only, so an identity's alerts are a pure function of its records in order: a replay finds
 * the same alerts with the same ids. What looks across identities is told parts of what a group did, and judges by that
 * group's parts alone.
 */
@NullMarked
package io.keysurge.detect;

import org.jspecify.annotations.NullMarked;
