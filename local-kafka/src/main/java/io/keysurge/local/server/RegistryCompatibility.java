// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.server;

import io.keysurge.local.process.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The rule a registry applies to a new version of a schema where its subject sets none of its own. */
final class RegistryCompatibility {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RegistryCompatibility() {}

    /**
     * Sets the rule and reads it back, because a fresh registry has none and an unset one goes unnoticed.
     *
     * @throws StartException if the registry does not report the rule afterwards
     */
    static void set(String registryUrl, String level) {
        String body = "{\"compatibility\":\"" + level + "\"}";
        var config = HttpRequest.newBuilder(URI.create(registryUrl + "/config"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE);
        try {
            HttpResponse<String> set = Answers.send(
                    config.copy().PUT(BodyPublishers.ofString(body)).build());
            HttpResponse<String> read = Answers.send(config.GET().build());
            if (set.statusCode() != 200 || !read.body().contains('"' + level + '"')) {
                throw new StartException(
                        "registry: compatibility is %s after setting it was answered with %d (expected: %s)"
                                .formatted(read.body(), set.statusCode(), level));
            }
        } catch (IOException e) {
            throw new StartException("registry: no answer when setting the compatibility (" + e.getMessage() + ")", e);
        }
    }
}
