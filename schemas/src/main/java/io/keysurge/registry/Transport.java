// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one request to whichever registry answers, and repeats it while none does. The caller only ever sees an
 * answer that a registry gave on purpose.
 */
final class Transport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String ACCEPT = CONTENT_TYPE + ", application/json";
    private static final int LONGEST_ANSWER = 4 << 20;

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

    private final RegistrySettings settings;
    private final HttpClient http;
    private final ExponentialBackoff backoff = new ExponentialBackoff(100, 2, 5_000, 0.2);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int lastGood;

    Transport(RegistrySettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.requestTimeout());
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        this.http = builder.build();
    }

    /**
     * Sends the request until a registry answers.
     *
     * @param method GET, POST or PUT
     * @param path path and query below the registry's address, percent-encoded
     * @param body JSON to send; null for none
     * @return an answer with status 2xx and JSON, or a refusal: 4xx other than 401, 403, 408 and 429
     * @throws RegistryUnavailableException when none answered in time
     */
    Reply send(String method, String path, @Nullable String body) {
        long deadline = System.nanoTime() + settings.retryTimeout().toNanos();
        for (int round = 0; ; round++) {
            Failure failure = null;
            Duration patience = round == 0 ? settings.requestTimeout() : patience(deadline);
            for (int turn = 0; turn < settings.urls().size(); turn++) {
                int index = (lastGood + turn) % settings.urls().size();
                Attempt attempt = attempt(settings.urls().get(index), method, path, body, patience);
                if (attempt instanceof Answer answer) {
                    lastGood = index;
                    return answer.reply();
                }
                failure = (Failure) attempt;
            }
            long pause = backoff.backoff(round);
            if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) >= deadline) {
                throw unavailable(failure);
            }
            if (round == 0) {
                LOG.warn("{}; trying again for up to {}", describe(failure), settings.retryTimeout());
            }
            waitOrStop(pause, failure);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private Attempt attempt(RegistryUrl url, String method, String path, @Nullable String body, Duration patience) {
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(request(url, method, path, body, patience), info -> new CappedBody(LONGEST_ANSWER));
        try {
            // The client's own time limit ends with the headers; this one covers the body too.
            HttpResponse<byte[]> response = pending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return judge(url, Reply.of(response.statusCode(), response.body()));
        } catch (TimeoutException late) {
            return new Failure(url, "no answer within " + patience, late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            return new Failure(url, said(cause), cause);
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        } finally {
            pending.cancel(true);
        }
    }

    private HttpRequest request(RegistryUrl url, String method, String path, @Nullable String body, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.base() + path))
                .timeout(patience)
                .header("Accept", ACCEPT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", CONTENT_TYPE);
        }
        Password own = url.userInfo() == null ? null : Authorization.basic(url.userInfo());
        Password authorization = settings.authorization() == null ? own : settings.authorization();
        if (authorization != null) {
            request.header("Authorization", authorization.value());
        }
        return request.build();
    }

    private static Attempt judge(RegistryUrl url, Reply reply) {
        int status = reply.status();
        if (reply.successful()) {
            return reply.body().isMissingNode()
                    ? new Failure(url, "answered no JSON (expected: a schema registry at this address)", null)
                    : new Answer(reply);
        }
        return switch (status) {
            case 401, 403 ->
                new Failure(
                        url,
                        "answered " + status + " (expected: credentials with the right to do this; check "
                                + RegistrySettings.BASIC_AUTH_USER_INFO + " or " + RegistrySettings.BEARER_AUTH_TOKEN
                                + ")",
                        null);
            case 408, 429 -> new Failure(url, "answered " + status + ": " + reply.message(), null);
            default ->
                status >= 400 && status < 500
                        ? new Answer(reply)
                        : new Failure(url, "answered " + status + ": " + reply.message(), null);
        };
    }

    /** What is left until the deadline, but enough for a registry that is up: a hurried attempt says nothing. */
    private Duration patience(long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        Duration atLeast = left.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : left;
        return atLeast.compareTo(settings.requestTimeout()) < 0 ? atLeast : settings.requestTimeout();
    }

    private void waitOrStop(long pause, @Nullable Failure failure) {
        try {
            if (closed.await(pause, TimeUnit.MILLISECONDS)) {
                throw new RegistryUnavailableException(
                        "schema registry client closed while waiting: " + describe(failure), null);
            }
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        }
    }

    private RegistryUnavailableException unavailable(@Nullable Failure failure) {
        return new RegistryUnavailableException(
                describe(failure) + "; gave up after " + settings.retryTimeout()
                        + " (expected: a schema registry; check " + RegistrySettings.URL + ")",
                failure == null ? null : failure.cause());
    }

    private static String describe(@Nullable Failure failure) {
        return failure == null
                ? "schema registry"
                : "schema registry " + failure.url().base() + ": " + failure.what();
    }

    private static String said(Throwable cause) {
        String kind = cause instanceof IOException
                ? cause.getClass().getSimpleName()
                : cause.getClass().getName();
        return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
    }

    private sealed interface Attempt permits Answer, Failure {}

    private record Answer(Reply reply) implements Attempt {}

    private record Failure(
            RegistryUrl url, String what, @Nullable Throwable cause) implements Attempt {}
}
