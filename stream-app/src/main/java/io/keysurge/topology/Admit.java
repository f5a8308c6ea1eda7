// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.Admission;
import io.keysurge.admission.Admission.Stored;
import io.keysurge.admission.Reading;
import io.keysurge.admission.Reading.Refused;
import io.keysurge.detect.Position;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of one topic, and checks them.
 *
 * <p>Records travel on with the broker's append time. The event's own time stays in the payload: handed to Kafka
 * Streams it would stamp changelog records, and one clock two hours ahead would stop the application for good.
 */
class Admit extends RefusingProcessor<byte[], byte[]> {

    private final Supplier<Admission> admissions;
    private @Nullable Admission admission;

    Admit(Supplier<Admission> admissions, UsageMeter meter) {
        super(meter);
        this.admissions = admissions;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        admission = admissions.get();
    }

    @Override
    public void process(Record<byte[], byte[]> incoming) {
        RecordMetadata source = source();
        var position = new Position(source.topic(), source.partition(), source.offset());
        Reading reading = admission()
                .read(new Stored(incoming.key(), incoming.value(), incoming.headers(), incoming.timestamp(), position));
        if (reading instanceof AboutIdentity about) {
            forward(about, incoming.timestamp());
        } else if (reading instanceof Refused refused) {
            refuse(incoming.key(), incoming.value(), incoming.timestamp(), refused.why());
        }
    }

    /** Hands on what a record said. */
    void forward(AboutIdentity about, long timestamp) {
        forward(about.identityId(), about, timestamp, Steps.JUDGE_USAGE);
    }

    @Override
    public void close() {
        if (admission != null) {
            admission.close();
            admission = null;
        }
    }

    private Admission admission() {
        if (admission == null) {
            throw new IllegalStateException("process before init");
        }
        return admission;
    }
}
