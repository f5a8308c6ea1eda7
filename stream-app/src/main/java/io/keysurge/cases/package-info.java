// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of one incident, from every topic that has a part of it, in one order and with the times that a
 * post-mortem asks for: as Markdown, as HTML, and as an OCSF Detection Finding.
 *
 * <p>Only reads. Judges nothing: what an alert or an action says is told as it was written. Everything that a producer
 * or a person wrote is taken for hostile text by whatever shows it.
 */
@NullMarked
package io.keysurge.cases;

import org.jspecify.annotations.NullMarked;
