// SPDX-License-Identifier: Apache-2.0
package io.keysurge.generate;

import io.keysurge.contract.Contracts;
import io.keysurge.contract.Criticality;
import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.contract.UsageEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * One identity of the population: who it is and how it usually lives.
 *
 * @param number its place in the population; chance is rolled per number
 * @param id its identity_id
 * @param kind what sort of identity it is
 * @param owner who answers for it
 * @param businessUnit who pays
 * @param environment where it belongs
 * @param applications the applications that use it, most active first; declared when it is registered
 * @param models the models it uses, most used first
 * @param network where its calls come from
 * @param region the region its calls come from
 * @param zone its local time
 * @param rhythm when it works
 * @param peak tokens per minute at its daily peak
 * @param tokensPerCall tokens of a usual call, input and output together
 * @param registered true when the identity registry knows it
 * @param habits what its habits are rolled from, such as the hours of its rushes: its own number, or that of whom it is
 *     a copy
 */
public record Portrait(
        int number,
        String id,
        IdentityKind kind,
        String owner,
        String businessUnit,
        String environment,
        List<String> applications,
        List<Model> models,
        String network,
        String region,
        ZoneOffset zone,
        Rhythm rhythm,
        double peak,
        double tokensPerCall,
        boolean registered,
        int habits) {

    static {
        Contracts.trust();
    }

    private static final double INPUT_SHARE = 0.8;

    public Portrait {
        applications = List.copyOf(applications);
        models = List.copyOf(models);
    }

    /** What the identity registry says about it. */
    public IdentityRecord record() {
        return IdentityRecord.newBuilder()
                .setIdentityId(id)
                .setKind(kind)
                .setOwner(owner)
                .setBusinessUnit(businessUnit)
                .setEnvironment(environment)
                .setCriticality("production".equals(environment) ? Criticality.MEDIUM : Criticality.LOW)
                .setPrivileges(List.of("models:invoke"))
                .setDataClassification("internal")
                .setDeclaredApplications(applications)
                .setDeclaredModels(models.stream().map(Model::name).toList())
                .setDeclaredRegions(List.of(region))
                .build();
    }

    /** An event of its usual kind: its own network and region, and so many calls with so many tokens in all. */
    UsageEvent event(String eventId, Instant at, String application, Model model, long calls, long tokens) {
        long input = Math.round(tokens * INPUT_SHARE);
        return event(eventId, at, application, model, calls, input, tokens - input);
    }

    /** An event of its usual kind with the input and the output told apart. */
    UsageEvent event(String eventId, Instant at, String application, Model model, long calls, long input, long output) {
        UsageEvent event = new UsageEvent();
        event.setEventId(eventId);
        event.setOccurredAt(at);
        event.setIdentityId(id);
        event.setIdentityKind(kind);
        event.setCredentialFingerprint("fp-" + Integer.toHexString(id.hashCode()));
        event.setApplicationId(application);
        event.setAgentId(kind == IdentityKind.AGENT ? id : null);
        event.setOperation(model.outputNanos() == 0 ? "embeddings" : "chat");
        event.setModel(model.name());
        event.setRegion(region);
        event.setSource(network);
        event.setEnvironment(environment);
        event.setPrivileges(List.of());
        event.setInputTokens(input);
        event.setOutputTokens(output);
        event.setRequestCount(calls);
        event.setCost(model.cost(input, output));
        event.setCurrency("USD");
        event.setStatus("ok");
        event.setProducer("keysurge-demo");
        event.setAttributes(Map.of());
        return event;
    }
}
