// SPDX-License-Identifier: Apache-2.0
package io.keysurge.quality;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Admitted;
import io.keysurge.admission.AboutIdentity.Registered;
import io.keysurge.detect.DetectionSettings;
import io.keysurge.detect.Doorkeeper;
import io.keysurge.detect.Flood;
import io.keysurge.detect.IdentityFlood;
import io.keysurge.detect.Observation.Outcome;
import io.keysurge.detect.Position;
import io.keysurge.detect.Usage;
import io.keysurge.history.Hearer;
import io.keysurge.history.Span;
import io.keysurge.serde.WireFormat;
import io.keysurge.translate.ConsumptionTranslation;
import io.keysurge.translate.IdentityFacts;
import io.keysurge.translate.RegistryEntry;
import io.keysurge.translate.RegistryEntry.Word;
import io.keysurge.translate.UsageSlots;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Notes what became of the usage of one partition. */
final class QualityHearer implements Hearer {

    private final DetectionSettings settings;
    private final IdentityFlood identityFlood;
    private final Span span;
    private final Predicate<Position> refused;
    private final QualityBook total;
    private final QualityBook book = new QualityBook();
    private final Flood flood = new Flood();
    private final Map<String, RegistryEntry> registry = new HashMap<>();
    private final Map<String, Doorkeeper> doorkeepers = new HashMap<>();

    /**
     * One for a partition.
     *
     * @param span when records were appended that are noted; all are judged
     * @param refused which records the detector refused when it read them, although they may pass now
     * @param total takes what was noted, at the end
     */
    QualityHearer(DetectionSettings settings, Span span, Predicate<Position> refused, QualityBook total) {
        this.settings = settings;
        this.identityFlood = new IdentityFlood(settings);
        this.span = span;
        this.refused = refused;
        this.total = total;
    }

    @Override
    public void hear(AboutIdentity about, long appendedAt, Position position) {
        if (about instanceof Registered registered) {
            register(registered);
        } else if (about instanceof Admitted admitted && !refused.test(position)) {
            Outcome outcome = judge(admitted.usage(), appendedAt);
            if (span.includes(Instant.ofEpochMilli(appendedAt))) {
                note(admitted, outcome, appendedAt);
            }
        }
    }

    private void register(Registered change) {
        IdentityFacts facts = change.facts();
        registry.compute(
                change.identityId(),
                (identityId, before) -> facts == null ? null : RegistryEntry.after(before, facts, change.from()));
    }

    private @Nullable IdentityFacts registered(Usage usage) {
        RegistryEntry entry = registry.get(usage.identityId());
        Word registered = entry == null ? null : entry.at(usage.occurredAt());
        return registered == null ? null : registered.facts();
    }

    @Override
    public void end() {
        total.add(book);
    }

    /** Null when there was no room for the identity. */
    private @Nullable Outcome judge(Usage usage, long appendedAt) {
        Doorkeeper doorkeeper = doorkeepers.get(usage.identityId());
        if (doorkeeper == null) {
            boolean registered = registry.containsKey(usage.identityId());
            if (!identityFlood.admit(flood, usage, appendedAt, registered).admitted()) {
                return null;
            }
            doorkeeper = new Doorkeeper();
            doorkeepers.put(usage.identityId(), doorkeeper);
        }
        return doorkeeper.admit(usage, settings);
    }

    private void note(Admitted admitted, @Nullable Outcome outcome, long appendedAt) {
        Usage usage = admitted.usage();
        ProducerQuality quality = book.of(admitted.slots().text(UsageSlots.PRODUCER));
        quality.addOutcome(outcome);
        quality.addSkew(appendedAt - usage.occurredAt());
        quality.sawAt(appendedAt);
        if (WireFormat.isFramed(admitted.value())) {
            quality.sawSchema(WireFormat.schemaId(admitted.value()));
        }
        if (outcome == Outcome.COUNTED) {
            boolean attributed = ConsumptionTranslation.account(registered(usage), usage, admitted.slots(), "")
                    .isAttributed();
            quality.addCounted(usage.tokens(), attributed);
        }
    }
}
