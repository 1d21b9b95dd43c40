"""The skills of the offline model, one file each; `emulator.brain.registry.load` imports them all."""
