// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes one HTTP call and nothing else: no redirect, no repetition, no proxy, no cookie, no decompression, no
 * connection kept.
 *
 * <p>The answer's body is read only where the caller asks for it, and never beyond {@link #MOST_BYTES}, so neither a
 * huge nor a dripping one costs anything; the whole call has one deadline.
 */
public final class OneShotClient implements AutoCloseable {

    /** The longest body that is read: 64 KiB. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final byte[] UNREAD = {};

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;

    /**
     * A client that connects only when called.
     *
     * @param addresses where it may connect to
     * @param connectTimeout for a connection to stand
     * @param longest no call waits longer for the next byte, whatever its deadline
     */
    public OneShotClient(PublicAddresses addresses, Duration connectTimeout, Duration longest) {
        this(addresses, connectTimeout, longest, SSLContexts.createDefault());
    }

    /** For tests with an authority of their own. */
    OneShotClient(PublicAddresses addresses, Duration connectTimeout, Duration longest, SSLContext trust) {
        Timeout whole = Timeout.of(longest);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connectTimeout))
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

    /**
     * Sends the request and hands back the head of the answer.
     *
     * @throws IOException when there is none by the deadline
     */
    public Answer call(Request request, Deadline deadline) throws IOException {
        return call(request, deadline, false);
    }

    /**
     * Sends the request and hands back the answer with its body.
     *
     * @throws IOException when it is not there by the deadline, or is longer than {@link #MOST_BYTES}
     */
    public Answer callAndRead(Request request, Deadline deadline) throws IOException {
        return call(request, deadline, true);
    }

    private Answer call(Request request, Deadline deadline, boolean read) throws IOException {
        HttpUriRequestBase call = prepare(request);
        long left = deadline.left().toNanos();
        if (left == 0) {
            throw timedOut(deadline, null);
        }
        ScheduledFuture<?> cut = deadlines.schedule(() -> call.cancel(), left, TimeUnit.NANOSECONDS);
        try {
            return send(call, read);
        } catch (URISyntaxException e) {
            throw new IOException("the target's address is not usable", e);
        } catch (IOException e) {
            // Whatever the sockets call it, at the deadline it is the deadline.
            throw deadline.left().isZero() ? timedOut(deadline, e) : e;
        } finally {
            cut.cancel(false);
        }
    }

    private Answer send(HttpUriRequestBase call, boolean read) throws IOException, URISyntaxException {
        ClassicHttpResponse response = client.executeOpen(HttpHost.create(call.getUri()), call, null);
        try {
            Header retryAfter = response.getFirstHeader("Retry-After");
            return new Answer(
                    response.getCode(),
                    retryAfter == null ? null : retryAfter.getValue(),
                    read ? body(response.getEntity()) : UNREAD);
        } finally {
            call.cancel(); // or else closing would read the body to its end
            Closer.closeQuietly(response);
        }
    }

    private static byte[] body(@Nullable HttpEntity entity) throws IOException {
        InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
        byte[] body = content.readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new AnswerTooLongException();
        }
        return body;
    }

    private static HttpUriRequestBase prepare(Request request) {
        HttpUriRequestBase call = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(call::setHeader);
        byte[] body = request.body();
        if (body != null) {
            call.setEntity(new ByteArrayEntity(body, null)); // its type is among the headers
        }
        return call;
    }

    private static IOException timedOut(Deadline deadline, @Nullable IOException cause) {
        InterruptedIOException timedOut = new InterruptedIOException(
                "no answer within " + deadline.whole().toMillis() + " ms");
        timedOut.initCause(cause);
        return timedOut;
    }

    private static Thread timer(Runnable task) {
        Thread thread = new Thread(task, "http-deadline");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /** Says that there was an answer, but more of it than is read. */
    static final class AnswerTooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        AnswerTooLongException() {
            super("an answer longer than " + MOST_BYTES + " bytes, which is not read further");
        }
    }
}
