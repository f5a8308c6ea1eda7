// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** TLS for the registry from {@code schema.registry.ssl.*}: what Kafka itself understands, so PEM, JKS and PKCS12. */
final class RegistryTls {

    private RegistryTls() {}

    static SSLContext context(Map<String, Object> values) {
        Map<String, Object> ssl = new HashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(RegistrySettings.SSL_PREFIX + "ssl.")) {
                ssl.put(name.substring(RegistrySettings.SSL_PREFIX.length()), value);
            }
        });
        requireHostNameCheck(ssl);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(ssl);
            return factory.sslContext();
        }
    }

    private static void requireHostNameCheck(Map<String, Object> ssl) {
        String name = SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG;
        if (!"https".equals(ssl.get(name))) {
            throw new ConfigException(RegistrySettings.SSL_PREFIX + name + ": " + ssl.get(name)
                    + " (expected: https; the host name of a registry is always checked)");
        }
    }
}
