// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands in for the detector and the alert sink, which this module does not know: obeys the same command line, does no work. */
public final class FakeApplication {
    /** A file of this name beside the properties makes setup fail. */
    static final String FAIL_SETUP = "fail-setup";

    private FakeApplication() {}

    /** Puts jars that run this class where the build puts the real ones. */
    static void installIn(Path root) throws IOException {
        for (String module : List.of("stream-app", "alert-sink")) {
            Path target = Files.createDirectories(root.resolve(module).resolve("target"));
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeApplication.class.getName());
            manifest.getMainAttributes()
                    .put(Attributes.Name.CLASS_PATH, testClasses().toString());
            new JarOutputStream(Files.newOutputStream(target.resolve("keysurge-" + module + ".jar")), manifest).close();
        }
    }

    /** Listens on the port of the service it plays, until it is ended. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = Arrays.asList(arguments);
        Path file = Path.of(words.get(words.indexOf("--config") + 1));
        if (words.contains("setup")) {
            if (Files.exists(file.resolveSibling(FAIL_SETUP))) {
                System.err.println("registry: refused the schema");
                System.exit(3);
            }
            return;
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String service = words.contains("detector") ? "detector" : "sink";
        int port = Integer.parseInt(properties.getProperty(service + ".http.port"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static URI testClasses() {
        return URI.create(FakeApplication.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
    }
}
