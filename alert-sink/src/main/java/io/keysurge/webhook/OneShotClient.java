// SPDX-License-Identifier: Apache-2.0
package io.keysurge.webhook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes one HTTP call and nothing else: no redirect, no repetition, no proxy, no cookie, no decompression, no
 * connection kept.
 *
 * <p>The answer's body is never read, so neither a huge nor a dripping one costs anything; the whole call has one
 * deadline.
 */
final class OneShotClient implements AutoCloseable {

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private final long deadlineMillis;

    /**
     * What is looked at in an answer.
     *
     * @param status HTTP status code
     * @param retryAfter the header, as it came
     */
    record Answer(int status, @Nullable String retryAfter) {}

    OneShotClient(WebhookSettings settings, PublicAddresses addresses) {
        Timeout connect = Timeout.of(settings.connectTimeout());
        Timeout whole = Timeout.of(settings.deadline());
        this.deadlineMillis = settings.deadline().toMillis();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(whole)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(whole).build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Keysurge")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
        this.deadlines = new ScheduledThreadPoolExecutor(1, OneShotClient::timer);
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /** Sends the request and hands back the head of the answer. */
    Answer call(HttpPost request) throws IOException {
        long begin = System.nanoTime();
        ScheduledFuture<?> deadline = deadlines.schedule(() -> request.cancel(), deadlineMillis, TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(HttpHost.create(request.getUri()), request, null);
            Header retryAfter = response.getFirstHeader("Retry-After");
            Answer answer = new Answer(response.getCode(), retryAfter == null ? null : retryAfter.getValue());
            request.cancel(); // or else closing would read the body to its end
            Closer.closeQuietly(response);
            return answer;
        } catch (URISyntaxException e) {
            throw new IOException("the target's address is not usable", e);
        } catch (IOException e) {
            // Whatever the sockets call it, at the deadline it is the deadline.
            throw System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(deadlineMillis) ? timedOut(e) : e;
        } finally {
            deadline.cancel(false);
        }
    }

    private IOException timedOut(IOException cause) {
        InterruptedIOException timedOut = new InterruptedIOException("no answer within " + deadlineMillis + " ms");
        timedOut.initCause(cause);
        return timedOut;
    }

    private static Thread timer(Runnable task) {
        Thread thread = new Thread(task, "webhook-deadline");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
