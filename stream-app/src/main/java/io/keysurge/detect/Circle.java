// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import org.jspecify.annotations.Nullable;

/**
 * The circle of an identity: where it is used from, by which applications, for which models, and how its own calls
 * introduce themselves. Gets to know newcomers, and says of each call how strange it is.
 *
 * <p>What an event changes within its minute changes no answer within that minute, so that the order of a minute's
 * events does not matter.
 */
final class Circle {

    private static final int MOST_APPLICATIONS = 32;
    private static final int MOST_MODELS = 8;
    private static final int MOST_ORIGINS = 12;

    final SeenNames<Habit> applications = new SeenNames<>(MOST_APPLICATIONS);
    final SeenNames<Habit> models = new SeenNames<>(MOST_MODELS);
    final SeenNames<Origin> origins = new SeenNames<>(MOST_ORIGINS);
    final Arrivals arrivals;
    private final Crowd crowd;
    private final Manners manners;
    private final Flow familiarFlow;

    Circle() {
        arrivals = new Arrivals();
        crowd = new Crowd();
        manners = new Manners();
        familiarFlow = new Flow(Fading.AN_HOUR);
    }

    private Circle(StateReader in) {
        applications.read(in, Habit::new);
        models.read(in, Habit::new);
        origins.read(in, Origin::new);
        crowd = Crowd.read(in);
        arrivals = Arrivals.read(in);
        manners = Manners.read(in);
        familiarFlow = new Flow(Fading.AN_HOUR, in, 0);
    }

    /**
     * Takes one event in.
     *
     * @param now the identity's clock, minutes since 1970; the event's own minute may lie behind it
     * @param learning true while everything is new and nothing is strange
     */
    Caller meet(Usage usage, long now, Identity identity, boolean learning) {
        int strangeness = usage.isDenied() ? Strangeness.REFUSED : Strangeness.NONE;
        if (!learning) {
            strangeness |= strangenessOfApplication(usage.application(), identity, now);
            strangeness |= usage.agent() == null && manners.alwaysNameAgents() ? Strangeness.AGENT : Strangeness.NONE;
        }
        boolean introduced = (strangeness & (Strangeness.APPLICATION | Strangeness.AGENT)) == 0;
        Origin origin = originOf(usage);
        boolean newOrigin = origin == null && comesFromSomewhere(usage);
        if (newOrigin) {
            origin = appear(usage, now, learning);
        }
        boolean familiar = origin == null || origins.size() == 1 || origin.isFamiliar(now);
        boolean newModel = isNewModel(usage.model(), now);
        strangeness |= useModel(usage, now, origin, familiar && introduced, learning);
        boolean newApplication = useApplication(usage, now, familiar, learning);
        if (familiar && usage.isServed()) {
            manners.note(usage.application() != null, usage.agent() != null);
        }
        if (origin != null) {
            useOrigin(origin, usage, now, familiar, learning, strangeness);
        }
        if (familiar) {
            familiarFlow.add(now, usage.tokens());
        }
        return new Caller(origin, familiar, strangeness, newOrigin, newModel, newApplication);
    }

    /** Whether producers tell where calls come from. */
    boolean knowsOrigins() {
        return origins.size() > 0;
    }

    /** The most that {@link #applicationsWithin} can be, known without counting. */
    int mostApplications() {
        return applications.size() < MOST_APPLICATIONS ? applications.size() : Integer.MAX_VALUE;
    }

    /** How many applications used the identity in the window that ends with a minute: exact while they are few. */
    int applicationsWithin(int minutes, long last) {
        int exact = applications.distinct(last - minutes + 1, last);
        return exact < MOST_APPLICATIONS ? exact : Math.max(exact, crowd.estimate(last));
    }

    /** Tokens that flowed from familiar places before this minute, fading over an hour. */
    double familiarFlow(long minute) {
        return familiarFlow.before(minute);
    }

    void endDay() {
        manners.endDay();
        arrivals.endDay();
    }

    private int strangenessOfApplication(@Nullable String application, Identity identity, long now) {
        boolean strange;
        if (application == null) {
            strange = manners.alwaysNameApplications();
        } else if (identity.declaresApplications()) {
            strange = !identity.applications().contains(application);
        } else {
            Habit habit = applications.find(application);
            strange = habit == null || !habit.settledBefore(now);
        }
        return strange ? Strangeness.APPLICATION : Strangeness.NONE;
    }

    private @Nullable Origin originOf(Usage usage) {
        return comesFromSomewhere(usage) ? origins.find(Origin.name(usage.network(), usage.region())) : null;
    }

    private static boolean comesFromSomewhere(Usage usage) {
        return usage.network() != null || usage.region() != null;
    }

    private Origin appear(Usage usage, long now, boolean learning) {
        String name = Origin.name(usage.network(), usage.region());
        boolean near = false;
        for (int place = 0; place < origins.size(); place++) {
            Origin known = origins.get(place);
            near |= known.firstMinute() < now && known.sharesNetwork(name);
        }
        var origin = new Origin(name, now, learning, near);
        int place = origins.add(origin);
        for (int i = 0; i < models.size(); i++) {
            models.get(i).forget(place);
        }
        return origin;
    }

    /** Whether a model was not known before this minute. */
    private boolean isNewModel(@Nullable String name, long now) {
        Habit model = name == null ? null : models.find(name);
        return name != null && (model == null || model.firstMinute() >= now);
    }

    private int useModel(Usage usage, long now, @Nullable Origin origin, boolean ownWay, boolean learning) {
        String name = usage.model();
        if (name == null) {
            return Strangeness.NONE;
        }
        Habit model = models.find(name);
        boolean known = model != null;
        if (model == null) {
            model = new Habit(name, now);
            models.add(model);
        }
        boolean firstOfMinute = !known || now > model.lastMinute();
        model.turnTo(now);
        boolean strange = !learning && !model.settledBefore(now) && !isShared(model, origin, now);
        if (usage.isServed()) {
            if (origin != null) {
                model.usedBy(origins.placeOf(origin));
            }
            if (ownWay) {
                model.practise(now, firstOfMinute, learning);
            }
        }
        model.use(now, usage.tokens());
        return strange ? Strangeness.MODEL : Strangeness.NONE;
    }

    /** Whether another origin that is familiar uses a model too: strangers do not vouch for each other. */
    private boolean isShared(Habit model, @Nullable Origin besides, long now) {
        for (int place = 0; place < origins.size(); place++) {
            Origin origin = origins.get(place);
            if ((model.users() & (1 << place)) != 0 && origin != besides && origin.isFamiliar(now)) {
                return true;
            }
        }
        return false;
    }

    private boolean useApplication(Usage usage, long now, boolean familiar, boolean learning) {
        String name = usage.application();
        if (name == null) {
            return false;
        }
        Habit application = applications.find(name);
        boolean known = application != null;
        if (application == null) {
            application = new Habit(name, now);
            applications.add(application);
        }
        if (applications.size() == MOST_APPLICATIONS) {
            noteCrowd(name, now);
        }
        if (familiar && usage.isServed()) {
            application.practise(now, !known || now > application.lastMinute(), learning);
        }
        application.use(now, usage.tokens());
        return !known;
    }

    /** Counts names from when they are too many to be remembered, those that are remembered included. */
    private void noteCrowd(String name, long now) {
        boolean first = crowd.isEmpty();
        crowd.note(name, now);
        for (int place = 0; first && place < applications.size(); place++) {
            Habit known = applications.get(place);
            crowd.note(known.name(), known.lastMinute());
        }
    }

    private void useOrigin(Origin origin, Usage usage, long now, boolean familiar, boolean learning, int strangeness) {
        int minutes = origin.activeMinutes();
        boolean introduced = (strangeness & (Strangeness.APPLICATION | Strangeness.AGENT)) == 0;
        origin.use(now, usage.tokens(), !introduced, familiarFlow.before(now));
        if (minutes < Arrivals.STAYING_MINUTES && origin.activeMinutes() == Arrivals.STAYING_MINUTES) {
            arrivals.arrive();
        }
        if (!familiar && !learning) {
            reconsiderModel(origin, now);
            origin.addStrangeness(strangeness, usage.model());
        }
    }

    /** What was a strange model may have become the identity's own, or turned out to be another origin's. */
    private void reconsiderModel(Origin origin, long now) {
        String name = origin.strangeModel();
        Habit model = name == null ? null : models.find(name);
        if (model != null) {
            model.turnTo(now);
        }
        if (model != null && (model.settledBefore(now) || isShared(model, origin, now))) {
            origin.clearStrangeModel();
        }
    }

    void write(StateWriter out) {
        applications.write(out);
        models.write(out);
        origins.write(out);
        crowd.write(out);
        arrivals.write(out);
        manners.write(out);
        familiarFlow.write(out, 0);
    }

    static Circle read(StateReader in) {
        return new Circle(in);
    }
}
