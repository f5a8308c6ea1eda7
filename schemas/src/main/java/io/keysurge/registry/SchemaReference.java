// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

/**
 * A named type that a schema takes from another subject.
 *
 * @param name full name of the type
 * @param subject the subject that defines it
 * @param version its version there, 1 or more
 */
public record SchemaReference(String name, String subject, int version) {}
