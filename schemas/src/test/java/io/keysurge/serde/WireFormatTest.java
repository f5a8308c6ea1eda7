// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.Examples;
import io.keysurge.contract.ExposureReport;
import io.keysurge.registry.StubRegistry;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The wire format")
class WireFormatTest {

    /** Magic byte, id 258, then the fields in order; worked out by hand from the Avro specification. */
    private static final byte[] GOLDEN = HexFormat.ofDelimiter(" ")
            .parseHex(
                    "00 00 00 01 02" // frame
                            + " 04 65 31" // exposure_id: 2 bytes, e1
                            + " 06 6e 68 69" // identity_id: 3 bytes, nhi
                            + " 02 66" // credential_fingerprint: 1 byte, f
                            + " 02 75" // location: 1 byte, u
                            + " 02" // found_at: 1 ms
                            + " 00" // reported_by: null
                            + " 00"); // withdrawn: false

    private final StubRegistry registry = new StubRegistry();
    private Serde<ExposureReport> serde;

    @BeforeEach
    void start() {
        registry.knows(258, ExposureReport.getClassSchema());
        serde = AvroSerdes.forValues(ExposureReport.class, registry.settings());
    }

    @AfterEach
    void stop() {
        serde.close();
        registry.close();
    }

    @Test
    void is_a_zero_byte_a_big_endian_id_and_avro_binary() {
        assertThat(serde.serializer().serialize("t", Examples.exposure())).isEqualTo(GOLDEN);
    }

    @Test
    void is_read_back_to_the_same_record() {
        assertThat(serde.deserializer().deserialize("t", GOLDEN)).isEqualTo(Examples.exposure());
    }
}
