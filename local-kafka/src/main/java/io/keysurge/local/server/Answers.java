// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.server;

import io.keysurge.local.process.Ports;
import io.keysurge.local.process.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Whether servers do their work, asked in their own protocol: an open port alone says little. */
public final class Answers {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Answers() {}

    /** Whether the broker knows itself to be part of a cluster. */
    public static boolean broker(BrokerNode node) {
        // Asked first, because the admin client logs a warning for each refused connection.
        if (!Ports.isListening(node.port())) {
            return false;
        }
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, node.address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .anyMatch(member -> member.id() == node.id() && member.port() == node.port());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whether the registry lists its subjects. */
    public static boolean registry(String url) {
        return ok(url + "/subjects");
    }

    /** Whether a GET of the address is answered with 200. */
    public static boolean ok(String url) {
        try {
            return send(HttpRequest.newBuilder(URI.create(url))
                                    .timeout(PATIENCE)
                                    .build())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StartException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StartException("interrupted while waiting for a server to answer", e);
    }
}
