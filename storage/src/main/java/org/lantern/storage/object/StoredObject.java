package org.lantern.storage.object;

/**
 * An object that was put into a pack.
 *
 * @param contentTag keyed tag of its content, 64 hexadecimal digits: equal for equal content,
 *        and says nothing about the content to anyone without the key
 */
public record StoredObject(ObjectLocation location, String contentTag) {}
