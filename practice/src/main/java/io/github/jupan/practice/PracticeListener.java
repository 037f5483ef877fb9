package io.github.jupan.practice;

/// Hears how a practice goes on: one attempt at a time, on whichever thread made it.
@FunctionalInterface
public interface PracticeListener {

    void onProgress(PracticeProgress progress);
}
