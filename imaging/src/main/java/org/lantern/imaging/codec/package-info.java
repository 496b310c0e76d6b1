/**
 * Turns the bytes of pixel data into stored values and back: one decoder per family of transfer syntaxes, all of them
 * plain Java that checks every index, and a reader that finds the bytes of a single frame.
 */
package org.lantern.imaging.codec;
