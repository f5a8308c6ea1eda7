// SPDX-License-Identifier: Apache-2.0
package io.keysurge.audit;

import io.keysurge.contract.AuditRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Follows chains record by record and says where one is broken. */
public final class ChainCheck {

    private final Map<String, ChainHead> heads = new TreeMap<>();
    private final Map<String, List<ChainHead>> links = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();
    private long records;

    /** An empty check. */
    public ChainCheck() {}

    /** Takes the next record in, each chain in its own order. */
    public void take(AuditRecord record) {
        records++;
        String chain = record.getChainId();
        ChainHead head = heads.getOrDefault(chain, ChainHead.START);
        String where = chain + " record " + record.getSequence() + ": ";
        if (record.getSequence() != head.sequence() + 1) {
            broken.add(where + "follows record " + head.sequence());
        }
        if (!record.getPreviousHash().equals(head.hash())) {
            broken.add(where + "does not bear the hash of the record before");
        }
        if (!record.getHash().equals(AuditHash.of(record))) {
            broken.add(where + "its content does not have its hash");
        }
        ChainHead next = new ChainHead(record.getSequence(), record.getHash());
        heads.put(chain, next);
        links.computeIfAbsent(chain, unseen -> new ArrayList<>()).add(next);
    }

    /**
     * Holds the chains against heads that were noted elsewhere: a chain whose end was cut does not reach them.
     *
     * @param anchored heads by chain, as {@link Anchor#read} returns them
     */
    public void hold(Map<String, ChainHead> anchored) {
        anchored.forEach((chain, head) -> {
            if (!links.getOrDefault(chain, List.of()).contains(head)) {
                broken.add(chain + " record " + head.sequence() + ": is anchored and not in the chain");
            }
        });
    }

    /** Where chains are broken, one sentence each; empty when they hold. */
    public List<String> broken() {
        return List.copyOf(broken);
    }

    /** Where each chain stands. */
    public Map<String, ChainHead> heads() {
        return Map.copyOf(heads);
    }

    /** Records taken in. */
    public long records() {
        return records;
    }
}
