package davit.services.sqs.work;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Standard queues: what was sent first, if it is to be had. */
final class SentOrder implements Order {
    private final TreeSet<Entry> ready = new TreeSet<>(Comparator.comparingLong(entry -> entry.number));

    @Override
    public void add(Entry entry) {
        if (entry.state == Entry.State.READY) {
            ready.add(entry);
        }
    }

    @Override
    public void remove(Entry entry) {
        ready.remove(entry);
    }

    @Override
    public void changed(Entry entry, Entry.State before) {
        if (entry.state == Entry.State.READY) {
            ready.add(entry);
        } else {
            ready.remove(entry);
        }
    }

    @Override
    public List<Entry> next(int most) {
        return ready.stream().limit(most).toList();
    }

    @Override
    public boolean hasNext() {
        return !ready.isEmpty();
    }
}
