// SPDX-License-Identifier: Apache-2.0
package io.keysurge.topology;

import io.keysurge.admission.AboutIdentity;
import io.keysurge.admission.AboutIdentity.Stopped;
import io.keysurge.admission.Admission;
import io.keysurge.state.PackedState;
import java.util.function.Supplier;

/** Hands an action that should stop an identity on by identity. The ledger is keyed by action, so by way of a topic. */
final class AdmitAction extends Admit {

    AdmitAction(Supplier<Admission> admissions, UsageMeter meter) {
        super(admissions, meter);
    }

    @Override
    void forward(AboutIdentity about, long timestamp) {
        if (about instanceof Stopped stopped) {
            forward(about.identityId(), PackedState.revocation(stopped.action()), timestamp, Steps.WRITE_REVOCATIONS);
        }
    }

    @Override
    String refusals() {
        return Steps.WRITE_REJECTED_ACTIONS;
    }
}
