// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificates are made by the JDK's own keytool, of an authority that the client trusts. */
@DisplayName("A call to a target whose TLS is not in order")
class BadTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @TempDir
    private static Path directory;

    private static SSLContext trusting;

    private final List<String> received = new ArrayList<>();
    private HttpServer server;

    @BeforeAll
    static void foundAnAuthority() throws Exception {
        keytool("-genkeypair", "-alias", "authority", "-dname", "CN=Test Authority", "-ext", "bc:c");
        keytool("-exportcert", "-rfc", "-alias", "authority", "-file", file("authority.pem"));
        keytool("-genkeypair", "-alias", "target", "-dname", "CN=target");
        keytool("-certreq", "-alias", "target", "-file", file("target.csr"));
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("authority", certificate("authority.pem"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void is_made_when_everything_is_in_order() throws Exception {
        serve("localhost", "-1d", 30);

        assertThat(call(trusting).status()).isEqualTo(204);
        assertThat(received).containsExactly("secret");
    }

    @Test
    void is_not_made_where_nobody_vouches_for_the_target() throws Exception {
        serve("localhost", "-1d", 30);

        assertThatThrownBy(() -> call(SSLContext.getDefault()))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("unable to find valid certification path");
        assertThat(received).isEmpty();
    }

    @Test
    void is_not_made_when_the_certificate_has_expired() throws Exception {
        serve("localhost", "-3d", 1);

        assertThatThrownBy(() -> call(trusting))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("validity");
        assertThat(received).isEmpty();
    }

    @Test
    void is_not_made_when_the_certificate_is_another_hosts() throws Exception {
        serve("elsewhere.example", "-1d", 30);

        assertThatThrownBy(() -> call(trusting))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("matching localhost");
        assertThat(received).isEmpty();
    }

    @Test
    void is_not_made_when_the_target_speaks_no_tls() throws Exception {
        server = HttpServer.create(loopback(), 0);
        begin();

        assertThatThrownBy(() -> call(trusting)).isInstanceOf(IOException.class);
        assertThat(received).isEmpty();
    }

    private Answer call(SSLContext trust) throws IOException {
        URI target = URI.create("https://localhost:" + server.getAddress().getPort() + "/hook");
        try (var client = new OneShotClient(
                new PublicAddresses(true, "a.setting", name -> new InetAddress[] {InetAddress.getLoopbackAddress()}),
                DEADLINE,
                DEADLINE,
                trust)) {
            return client.call(Request.of("POST", target).withJson("secret".getBytes(US_ASCII)), Deadline.in(DEADLINE));
        }
    }

    private void serve(String name, String from, int days) throws Exception {
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "authority",
                "-ext",
                "san=dns:" + name,
                "-startdate",
                from,
                "-validity",
                Integer.toString(days),
                "-infile",
                file("target.csr"),
                "-outfile",
                file("target.pem"));
        KeyStore store = KeyStore.getInstance(Path.of(file("keys.p12")).toFile(), PASSWORD);
        PrivateKey key = (PrivateKey) store.getKey("target", PASSWORD);
        store.setKeyEntry(
                "target", key, PASSWORD, new Certificate[] {certificate("target.pem"), certificate("authority.pem")});
        store.deleteEntry("authority");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext identity = SSLContext.getInstance("TLS");
        identity.init(keys.getKeyManagers(), null, null);
        HttpsServer secured = HttpsServer.create(loopback(), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(identity));
        server = secured;
        begin();
    }

    private void begin() {
        server.createContext("/hook", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(Path.of(file(name)))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static String file(String name) {
        return directory.resolve(name).toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(List.of(arguments));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-validity", "30"));
        }
        command.addAll(List.of("-keystore", file("keys.p12"), "-storetype", "PKCS12", "-storepass", "changeit"));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
