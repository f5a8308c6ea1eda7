// SPDX-License-Identifier: Apache-2.0
package io.keysurge.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records for tests: valid, and filled in every field. */
public final class Examples {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00.123Z");

    private Examples() {}

    /** A usage event with every field set to something other than its default. */
    public static UsageEvent usage() {
        return UsageEvent.newBuilder()
                .setEventId("event-1")
                .setOccurredAt(NOON)
                .setIdentityId("nhi-büro-🤖")
                .setIdentityKind(IdentityKind.AGENT)
                .setCredentialFingerprint("kf-01")
                .setApplicationId("checkout")
                .setWorkloadId("pod-7")
                .setAgentId("agent-9")
                .setConversationId("conversation-3")
                .setOperation("chat")
                .setProvider("openai")
                .setModel("gpt-4o")
                .setRegion("eu-central-1")
                .setSource("192.0.2.7")
                .setUserAgent("sdk/1.0")
                .setEnvironment("production")
                .setBusinessUnit("payments")
                .setOwner("team-payments")
                .setPrivileges(List.of("read", "write"))
                .setDataClassification("restricted")
                .setInputTokens(1_200L)
                .setOutputTokens(340L)
                .setCacheReadTokens(100L)
                .setCacheWriteTokens(50L)
                .setReasoningTokens(40L)
                .setContextLength(900L)
                .setRequestCount(3L)
                .setCost(new BigDecimal("0.012345678"))
                .setCurrency("EUR")
                .setGatewayCacheHit(true)
                .setStatus("rate_limited")
                .setProducer("gateway-1")
                .setAttributes(Map.of("team", "blue"))
                .build();
    }

    /** An exposure report: the smallest contract. */
    public static ExposureReport exposure() {
        return ExposureReport.newBuilder()
                .setExposureId("e1")
                .setIdentityId("nhi")
                .setCredentialFingerprint("f")
                .setLocation("u")
                .setFoundAt(Instant.ofEpochMilli(1))
                .build();
    }

    /** An alert with nested records, enums, decimals and arrays. */
    public static Alert alert(String identity) {
        return Alert.newBuilder()
                .setAlertId("0123456789abcdef0123456789abcdef")
                .setRevision(2)
                .setState(EpisodeState.ESCALATED)
                .setType(AlertType.TOKEN_SPIKE)
                .setMode(DetectionMode.LIVE)
                .setIdentityId(identity)
                .setSeverity(4)
                .setConfidence(0.97)
                .setRaisedAt(NOON)
                .setOpenedAt(NOON.minusSeconds(60))
                .setIdentity(AlertIdentity.newBuilder()
                        .setId(identity)
                        .setKind(IdentityKind.SERVICE_ACCOUNT)
                        .setCriticality(Criticality.HIGH)
                        .setPrivileges(List.of("read"))
                        .build())
                .setCredential(AlertCredential.newBuilder()
                        .setFingerprint("kf-01")
                        .setFirstSeenAt(NOON.minusSeconds(86_400))
                        .build())
                .setWindow(new AlertWindow(NOON.minusSeconds(60), NOON))
                .setUnit("tokens/min")
                .setObserved(50_000)
                .setExpected(900)
                .setThreshold(2_000)
                .setRatio(55.5)
                .setScore(3.2)
                .setBaseline(new AlertBaseline(7, NOON.minusSeconds(700_000), false))
                .setBreakdown(List.of(new AlertShare("model", "gpt-4o", 50_000L, 1.0)))
                .setCostAtRiskPerHour(new BigDecimal("12.500000000"))
                .setCurrency("EUR")
                .setSeries(List.of(new AlertPoint(NOON.minusSeconds(60), 50_000.0, 900.0, 2_000.0)))
                .setFirstEvent(new EventReference("event-1", "keysurge.usage", 0, 41L))
                .setLastEvent(new EventReference("event-2", "keysurge.usage", 0, 42L))
                .setSampleEventIds(List.of("event-1", "event-2"))
                .setDetector("keysurge/0.1.0")
                .setConfigurationHash("0123456789abcdef")
                .setRecommendedAction(ResponseStep.SUSPEND)
                .setExplanation("Spent 50,000 tokens in a minute.")
                .build();
    }
}
