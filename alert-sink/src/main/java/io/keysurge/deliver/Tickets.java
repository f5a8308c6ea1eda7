// SPDX-License-Identifier: Apache-2.0
package io.keysurge.deliver;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Who may work on which action. Of one action only the newest ticket counts, so that an action that was let go of and
 * taken up again is not called twice.
 */
final class Tickets {

    private final Map<String, Ticket> byAction = new HashMap<>();

    /** The right to work on one action. */
    static final class Ticket {
        private final int alertPartition;
        private boolean inCall;
        private boolean released;

        private Ticket(int alertPartition) {
            this.alertPartition = alertPartition;
        }
    }

    synchronized Ticket take(String actionId, int alertPartition) {
        Ticket ticket = new Ticket(alertPartition);
        byAction.put(actionId, ticket);
        return ticket;
    }

    /** True when somebody works on the action already; a call in flight that was let go of is claimed again. */
    synchronized boolean claim(String actionId) {
        Ticket ticket = byAction.get(actionId);
        if (ticket != null) {
            ticket.released = false;
        }
        return ticket != null;
    }

    /** True when the ticket is the one that counts; from then until {@link #leave} nobody takes the action away. */
    @SuppressWarnings("ReferenceEquality") // two tickets for one action are two tickets
    synchronized boolean enter(String actionId, Ticket ticket) {
        ticket.inCall = byAction.get(actionId) == ticket;
        return ticket.inCall;
    }

    synchronized void leave(String actionId, Ticket ticket) {
        ticket.inCall = false;
        if (ticket.released) {
            byAction.remove(actionId, ticket);
        }
    }

    /** The work is done. */
    synchronized void giveBack(String actionId, Ticket ticket) {
        byAction.remove(actionId, ticket);
    }

    /** Takes away every ticket of these alert partitions; one that is in a call when it has left it. */
    synchronized void release(Collection<Integer> alertPartitions) {
        byAction.values().stream()
                .filter(ticket -> alertPartitions.contains(ticket.alertPartition))
                .forEach(ticket -> ticket.released = true);
        byAction.values().removeIf(ticket -> ticket.released && !ticket.inCall);
    }

    /** Takes the ticket of one action away; one that is in a call when it has left it. */
    synchronized void drop(String actionId) {
        Ticket ticket = byAction.get(actionId);
        if (ticket != null) {
            ticket.released = true;
            if (!ticket.inCall) {
                byAction.remove(actionId);
            }
        }
    }

    synchronized int size() {
        return byAction.size();
    }
}
