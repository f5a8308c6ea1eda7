// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

/**
 * One version of a subject.
 *
 * @param subject the subject
 * @param version its version, 1 or more
 * @param id the schema's id, which every record on the wire carries
 * @param schema the schema
 */
public record SchemaVersion(String subject, int version, int id, RegisteredSchema schema) {}
