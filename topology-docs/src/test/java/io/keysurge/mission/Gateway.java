// SPDX-License-Identifier: Apache-2.0
package io.keysurge.mission;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keysurge.contract.ResponseStep;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands between callers and models, and lets nobody call on who was throttled, suspended or revoked. It learns that from
 * webhooks, and believes only those that are signed with its secret.
 */
final class Gateway implements AutoCloseable {

    /** Signs the webhooks. */
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final List<String> PROTECTIVE = List.of("THROTTLE", "SUSPEND", "REVOKE");

    private final HttpServer server;
    private final Map<String, CountDownLatch> stops = new ConcurrentHashMap<>();
    private final Map<String, List<ResponseStep>> steps = new ConcurrentHashMap<>();

    Gateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/hook", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** Whether an identity is stopped before its call is over, which takes as long as this. */
    boolean stops(String identityId, Duration call) throws InterruptedException {
        return stop(identityId).await(call.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What was done about an identity, in order, each once. */
    List<ResponseStep> steps(String identityId) {
        return List.copyOf(steps.getOrDefault(identityId, List.of()));
    }

    private CountDownLatch stop(String identityId) {
        return stops.computeIfAbsent(identityId, unseen -> new CountDownLatch(1));
    }

    private void receive(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        boolean genuine = isSigned(call, body);
        if (genuine) {
            obey(new JsonMapper().readTree(body).path("data").path("action"));
        }
        call.sendResponseHeaders(genuine ? NO_CONTENT : UNAUTHORIZED, -1);
        call.close();
    }

    private void obey(JsonNode action) {
        String step = action.path("step").asText();
        if (PROTECTIVE.contains(step)) {
            String identityId = action.path("identity_id").asText();
            List<ResponseStep> taken = steps.computeIfAbsent(identityId, unseen -> new CopyOnWriteArrayList<>());
            if (!taken.contains(ResponseStep.valueOf(step))) {
                taken.add(ResponseStep.valueOf(step));
            }
            stop(identityId).countDown();
        }
    }

    /** By Standard Webhooks 1.0.0. */
    private static boolean isSigned(HttpExchange call, byte[] body) {
        String signed = call.getRequestHeaders().getFirst("webhook-id") + "."
                + call.getRequestHeaders().getFirst("webhook-timestamp") + ".";
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), ALGORITHM));
            mac.update(signed.getBytes(UTF_8));
            byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(UTF_8);
            return Arrays.stream(String.valueOf(call.getRequestHeaders().getFirst("webhook-signature"))
                            .split(" "))
                    .anyMatch(signature -> MessageDigest.isEqual(signature.getBytes(UTF_8), expected));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
