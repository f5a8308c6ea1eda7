// SPDX-License-Identifier: Apache-2.0
/**
 * Identities as code: a folder of YAML files says who every machine identity is, and the registry's topic is made to
 * say the same.
 *
 * <p>Knows files, the registry's contract and its topic. What an identity's traits mean for detection is not for here.
 */
@NullMarked
package io.keysurge.identities;

import org.jspecify.annotations.NullMarked;
