// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.keysurge.registry.SubjectNaming;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of the serde itself, under Confluent's own names; the registry's are
 * {@link io.keysurge.registry.RegistrySettings}.
 *
 * @param autoRegister whether an unknown schema is registered on first use
 * @param useLatest whether records are written with the newest registered schema instead of their own
 * @param naming how subjects are named
 */
record SerdeSettings(boolean autoRegister, boolean useLatest, SubjectNaming naming) {

    static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";
    static final String USE_LATEST_VERSION = "use.latest.version";
    static final String KEY_SUBJECT_NAME_STRATEGY = "key.subject.name.strategy";
    static final String VALUE_SUBJECT_NAME_STRATEGY = "value.subject.name.strategy";
    static final String SPECIFIC_AVRO_KEY_TYPE = "specific.avro.key.type";
    static final String SPECIFIC_AVRO_VALUE_TYPE = "specific.avro.value.type";

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        AvroSerdes.AVRO_SERDE_CLASS,
                        STRING,
                        AvroSerde.class.getName(),
                        LOW,
                        "Which serde writes and reads records; any class that speaks Confluent's wire format and has a constructor without arguments.")
                .define(
                        AUTO_REGISTER_SCHEMAS,
                        BOOLEAN,
                        true,
                        MEDIUM,
                        "Whether a schema that the registry does not know is registered on first use; turn off where only a release may register.")
                .define(
                        USE_LATEST_VERSION,
                        BOOLEAN,
                        false,
                        LOW,
                        "Whether records are written with the newest registered version of their schema; used when "
                                + AUTO_REGISTER_SCHEMAS + " is off.")
                .define(
                        KEY_SUBJECT_NAME_STRATEGY,
                        STRING,
                        "TopicNameStrategy",
                        LOW,
                        "How subjects of keys are named: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.")
                .define(
                        VALUE_SUBJECT_NAME_STRATEGY,
                        STRING,
                        "TopicNameStrategy",
                        LOW,
                        "How subjects of values are named: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.")
                .define(
                        SPECIFIC_AVRO_KEY_TYPE,
                        STRING,
                        "",
                        LOW,
                        "Generated class that keys are read as; needed where Kafka makes the deserialiser itself.")
                .define(
                        SPECIFIC_AVRO_VALUE_TYPE,
                        STRING,
                        "",
                        LOW,
                        "Generated class that values are read as; needed where Kafka makes the deserialiser itself.");
    }

    static SerdeSettings from(Map<String, ?> settings, boolean isKey) {
        Map<String, Object> named = new HashMap<>(settings);
        // Configurations made in code name a strategy by its class.
        named.replaceAll((name, value) -> value instanceof Class<?> type ? type.getName() : value);
        Map<String, Object> values = definition().parse(named);
        String strategy = isKey ? KEY_SUBJECT_NAME_STRATEGY : VALUE_SUBJECT_NAME_STRATEGY;
        return new SerdeSettings(
                Boolean.TRUE.equals(values.get(AUTO_REGISTER_SCHEMAS)),
                Boolean.TRUE.equals(values.get(USE_LATEST_VERSION)),
                SubjectNaming.of(strategy, Objects.toString(values.get(strategy), "")));
    }

    static String typeName(Map<String, ?> settings, boolean isKey) {
        String name = isKey ? SPECIFIC_AVRO_KEY_TYPE : SPECIFIC_AVRO_VALUE_TYPE;
        Object value = settings.get(name);
        if (value == null || value.toString().isBlank()) {
            throw new ConfigException(
                    name
                            + ": missing (expected: the generated class to read records as, such as io.keysurge.contract.Alert)");
        }
        return value instanceof Class<?> type
                ? type.getName()
                : value.toString().strip();
    }
}
