package davit.services.sqs.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** FIFO queues: of each group what was sent first, and nothing while some of the group is being worked on. */
final class GroupOrder implements Order {
    private static final class Group {
        private final String name;
        private final TreeSet<Entry> all = new TreeSet<>(Comparator.comparingLong(entry -> entry.number));
        private int held;

        private Group(String name) {
            this.name = name;
        }

        private boolean isReady() {
            return held == 0 && !all.isEmpty() && all.first().state == Entry.State.READY;
        }
    }

    private final Map<String, Group> groups = new HashMap<>();

    /** In the order in which they became ready, so that each has its turn. */
    private final Set<Group> ready = new LinkedHashSet<>();

    private static String name(Entry entry) {
        return Objects.requireNonNullElse(entry.group, "");
    }

    private static boolean isHeld(Entry.State state) {
        return switch (state) {
            case IN_FLIGHT, MOVING -> true;
            case DELAYED, READY -> false;
        };
    }

    @Override
    public void add(Entry entry) {
        Group group = groups.computeIfAbsent(name(entry), Group::new);
        group.all.add(entry);
        group.held += isHeld(entry.state) ? 1 : 0;
        settle(group);
    }

    @Override
    public void remove(Entry entry) {
        Group group = groups.get(name(entry));
        if (group != null && group.all.remove(entry)) {
            group.held -= isHeld(entry.state) ? 1 : 0;
            settle(group);
        }
    }

    @Override
    public void changed(Entry entry, Entry.State before) {
        Group group = groups.get(name(entry));
        if (group != null) {
            group.held += (isHeld(entry.state) ? 1 : 0) - (isHeld(before) ? 1 : 0);
            settle(group);
        }
    }

    private void settle(Group group) {
        if (group.isReady()) {
            ready.add(group);
        } else {
            ready.remove(group);
        }
        if (group.all.isEmpty()) {
            groups.remove(group.name);
        }
    }

    @Override
    public List<Entry> next(int most) {
        List<Entry> next = new ArrayList<>();
        for (Group group : ready) {
            for (Entry entry : group.all) {
                if (next.size() == most) {
                    return next;
                }
                if (entry.state != Entry.State.READY) {
                    break;
                }
                next.add(entry);
            }
        }
        return next;
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty();
    }
}
