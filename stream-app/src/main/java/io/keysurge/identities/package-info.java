// SPDX-License-Identifier: Apache-2.0
/**
 * Identities as code: a folder of YAML files says who every machine identity is and what groups of them may consume
 * together, and the registry's topics are made to say the same.
 *
 * <p>Knows files, the registry's contracts and its topics. What an identity's traits mean for detection is not for here.
 */
@NullMarked
package io.keysurge.identities;

import org.jspecify.annotations.NullMarked;
