// SPDX-License-Identifier: Apache-2.0
/**
 * Tells a channel that understands Slack's incoming webhooks: Slack, Mattermost, Rocket.Chat, Discord's compatible path.
 */
@NullMarked
package io.keysurge.slack;

import org.jspecify.annotations.NullMarked;
