/**
 * The detector as a process: preflight, lifecycle, exception policy, health and metrics.
 *
 * <p>Nothing here decides anything about usage or alerts.
 */
@NullMarked
package io.keysurge.app;

import org.jspecify.annotations.NullMarked;
