// SPDX-License-Identifier: Apache-2.0
package io.keysurge.bench.throughput.flink;

import io.keysurge.bench.throughput.system.Assignment;
import io.keysurge.contract.UsageEvent;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The two jobs, top to bottom: usage, by identity, judged, alerts out. */
final class FlinkJobs {

    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(10);

    private FlinkJobs() {}

    static void typical(StreamExecutionEnvironment environment, Assignment assignment) {
        var watermarks = WatermarkStrategy.<UsageEvent>forBoundedOutOfOrderness(OUT_OF_ORDER)
                .withTimestampAssigner(
                        (event, appended) -> event.getOccurredAt().toEpochMilli());
        environment
                .fromSource(source(assignment, new RecordSchema()), watermarks, "usage")
                .keyBy(UsageEvent::getIdentityId, Types.STRING)
                .process(new OfRecords(), Types.TUPLE(Types.STRING, Types.STRING))
                .sinkTo(alerts(assignment));
    }

    static void tuned(StreamExecutionEnvironment environment, Assignment assignment) {
        environment
                .fromSource(source(assignment, new GlanceSchema()), WatermarkStrategy.noWatermarks(), "usage")
                .keyBy(UsageGlance::getIdentity, Types.STRING)
                .process(new OfGlances(), Types.TUPLE(Types.STRING, Types.STRING))
                .sinkTo(alerts(assignment));
    }

    private static <E> KafkaSource<E> source(Assignment assignment, KafkaRecordDeserializationSchema<E> schema) {
        return KafkaSource.<E>builder()
                .setBootstrapServers(assignment.bootstrapServers())
                .setTopics(assignment.usage())
                .setGroupId(assignment.applicationId())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(schema)
                .build();
    }

    private static KafkaSink<Tuple2<String, String>> alerts(Assignment assignment) {
        return KafkaSink.<Tuple2<String, String>>builder()
                .setBootstrapServers(assignment.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new AlertSchema(assignment.peerAlerts()))
                .build();
    }

    private static final class OfRecords extends RuleFunction<UsageEvent> {

        private static final long serialVersionUID = 1;

        @Override
        long millis(UsageEvent usage) {
            return usage.getOccurredAt().toEpochMilli();
        }

        @Override
        long tokens(UsageEvent usage) {
            return usage.getInputTokens() + usage.getOutputTokens();
        }

        @Override
        @Nullable
        String application(UsageEvent usage) {
            return usage.getApplicationId();
        }
    }

    private static final class OfGlances extends RuleFunction<UsageGlance> {

        private static final long serialVersionUID = 1;

        @Override
        long millis(UsageGlance usage) {
            return usage.getMillis();
        }

        @Override
        long tokens(UsageGlance usage) {
            return usage.getTokens();
        }

        @Override
        @Nullable
        String application(UsageGlance usage) {
            return usage.getApplication();
        }
    }
}
