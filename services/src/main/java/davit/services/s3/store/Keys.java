package davit.services.s3.store;

import davit.base.storage.Key;
import davit.services.s3.model.ObjectAddress;

/**
 * Keys of objects as words of records' keys, which cannot hold U+0000: it becomes U+0001 U+0001, and U+0001 becomes
 * U+0001 U+0002. Order and prefixes stay what they are.
 */
final class Keys {
    private Keys() {}

    static Key of(ObjectAddress address) {
        return Key.of(address.bucket(), escaped(address.key()));
    }

    static String escaped(String key) {
        return key.indexOf('\0') < 0 && key.indexOf('\1') < 0
                ? key
                : key.replace("\1", "\1\2").replace("\0", "\1\1");
    }

    static String unescaped(String word) {
        return word.indexOf('\1') < 0 ? word : word.replace("\1\1", "\0").replace("\1\2", "\1");
    }
}
