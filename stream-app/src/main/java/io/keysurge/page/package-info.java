// SPDX-License-Identifier: Apache-2.0
/**
 * Self-contained HTML pages: one file, no script, nothing fetched, and a Content-Security-Policy that holds a browser to
 * that.
 *
 * <p>Takes plain text and escapes it itself, so that nobody who uses it can forget to. Knows nothing of what is shown.
 */
@NullMarked
package io.keysurge.page;

import org.jspecify.annotations.NullMarked;
