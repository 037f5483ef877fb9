package io.github.jupan.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// A program of its own that runs code from virtual threads: 3 whose code waits until 1,000 others are done, then 1,000
/// that take turns at 3 interpreters.
public final class VirtualThreads {

    private static final int MANY = 1_000;

    private VirtualThreads() {}

    public static void main(String[] arguments) throws InterruptedException {
        Limits patient = Limits.DEFAULT.withDeadline(Duration.ofMinutes(10));
        try (Sandbox sandbox = new WorkerSandbox()) {
            List<Interpreter> interpreters =
                    List.of(sandbox.open(patient), sandbox.open(patient), sandbox.open(patient));
            Semaphore released = new Semaphore(0);
            Semaphore waiting = new Semaphore(0);
            AtomicInteger waited = new AtomicInteger();
            List<Thread> waiters = new ArrayList<>();
            for (Interpreter python : interpreters) {
                python.bind("wait", new Binding.Function(List.of(), "", _ -> {
                    waiting.release();
                    released.acquire();
                    return "1";
                }));
                waiters.add(Thread.ofVirtual().start(() -> count(python, "wait()", waited)));
            }
            waiting.acquire(interpreters.size());
            AtomicInteger others = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                threads.add(Thread.ofVirtual().start(others::incrementAndGet));
            }
            join(threads);
            System.out.println(others + " of " + MANY + " while " + (3 - waited.get()) + " wait");
            released.release(interpreters.size());
            join(waiters);
            System.out.println(waited + " waited");

            Semaphore free = new Semaphore(interpreters.size());
            List<Interpreter> idle = new ArrayList<>(interpreters);
            AtomicInteger ran = new AtomicInteger();
            threads.clear();
            for (int i = 0; i < MANY; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    free.acquireUninterruptibly();
                    Interpreter python = take(idle);
                    count(python, "1", ran);
                    give(idle, python);
                    free.release();
                }));
            }
            join(threads);
            System.out.println(ran + " of " + MANY + " ran");
        }
    }

    private static void count(Interpreter python, String code, AtomicInteger counter) {
        if (python.run(code, (_, _) -> {}, new Cancellation()) instanceof Execution.Completed) {
            counter.incrementAndGet();
        }
    }

    private static Interpreter take(List<Interpreter> idle) {
        synchronized (idle) {
            return idle.removeLast();
        }
    }

    private static void give(List<Interpreter> idle, Interpreter python) {
        synchronized (idle) {
            idle.add(python);
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
