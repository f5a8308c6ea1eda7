// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.home;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.Launch;
import io.keysurge.local.process.Ports;
import io.keysurge.local.server.Answers;
import io.keysurge.local.server.Broker;
import io.keysurge.local.server.BrokerNode;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** The Kafka broker of an installation. */
record BrokerService(Home home, BrokerNode node) implements Service {
    static final String NAME = "broker";

    /** The controller listens beside the broker, or, that port being taken, anywhere: nobody but the broker has to know. */
    static BrokerService in(Home home, Addresses addresses) {
        int beside = addresses.broker() + 1;
        boolean taken = addresses.all().contains(beside) || !Ports.isFree(beside);
        return new BrokerService(home, new BrokerNode(1, addresses.broker(), taken ? Ports.free() : beside));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return node.port();
    }

    @Override
    public String address() {
        return node.address();
    }

    @Override
    public void prepare() {
        broker().prepare(Uuid.randomUuid());
    }

    @Override
    public Launch launch() {
        return broker().launch();
    }

    @Override
    public void awaitAnswer(Child child) {
        broker().awaitAnswer(child);
    }

    @Override
    public boolean answers() {
        return Answers.broker(node);
    }

    private Broker broker() {
        return new Broker(node, List.of(node), home.data(NAME), home.log(NAME), Broker.Compilation.QUICK, Map.of());
    }
}
