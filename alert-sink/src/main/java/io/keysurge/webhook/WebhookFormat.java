// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

/** In which words the webhook's receiver is told. */
public enum WebhookFormat {
    /** Keysurge's own: alert and action, every field. */
    KEYSURGE("application/json; charset=UTF-8"),
    /** The same as the data of a CloudEvent 1.0, structured JSON. */
    CLOUDEVENTS("application/cloudevents+json; charset=UTF-8"),
    /** Notifications as OCSF Detection Findings; a finding asks for no step, so steps stay in Keysurge's own words. */
    OCSF("application/json; charset=UTF-8");

    private final String mediaType;

    WebhookFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What the body is, for its header. */
    String mediaType() {
        return mediaType;
    }
}
