// SPDX-License-Identifier: Apache-2.0
package io.keysurge.sink;

import io.keysurge.contract.ActionMode;
import io.keysurge.contract.ResponseStep;
import io.keysurge.revoke.Connector;
import io.keysurge.revoke.PolicySettings.Route;
import io.keysurge.runtime.Settings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes steps, as the settings describe it.
 *
 * @param connector name of the connector to it
 * @param steps those that it can take
 * @param identities those that it can take them on; null: all
 * @param live whether it may be called
 * @param shown what may be shown of where it is
 * @param opener makes the connector
 */
record Target(
        String connector,
        Set<ResponseStep> steps,
        @Nullable Set<String> identities,
        boolean live,
        String shown,
        Opener opener) {

    /** Something that targets can be of: it has settings, and they may describe one. */
    interface Kind {

        /** Adds its settings. */
        void addTo(ConfigDef definition);

        /**
         * The target that the settings describe; empty when they describe none.
         *
         * @throws io.keysurge.runtime.InvalidSettingsException when something is missing
         */
        Optional<Target> of(Settings settings);
    }

    /** Makes a connector that connects only when called. */
    @FunctionalInterface
    interface Opener {

        /** A connector. {@code clients} are the settings with which Kafka is reached. */
        Connector open(InstantSource clock, Map<String, Object> clients);
    }

    Route route() {
        return new Route(connector, live ? ActionMode.LIVE : ActionMode.DRY_RUN, steps, identities);
    }
}
