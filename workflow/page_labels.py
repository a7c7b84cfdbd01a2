"""The words by which pages mark what is not the article: class names, labels of link boxes, notices of rights."""

from __future__ import annotations

import re

from dragoman.workflow.plain import key

CLUTTER = frozenset(
    {
        "newsletter",
        "subscribe",
        "subscription",
        "share",
        "sharing",
        "sharebar",
        "social",
        "related",
        "keywords",
        "tags",
        "tagcloud",
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "cookies",
        "consent",
        "comments",
        "advert",
        "advertisement",
        "promo",
        "recommended",
    }
)
LABELS = frozenset(
    key(label)
    for label in (
        "Helpful keywords",
        "Keywords",
        "Tags",
        "Topics",
        "Read also",
        "Also read",
        "Read more",
        "Related",
        "Related articles",
        "Related stories",
        "More on this topic",
        "You may also like",
        "Share",
        "Share this",
        "Share this article",
        "Newsletter",
        "كلمات مفتاحية",
        "الكلمات المفتاحية",
        "كلمات دلالية",
        "وسوم",
        "الوسوم",
        "اقرأ أيضا",
        "اقرأ أيضًا",
        "اقرأ أيضاً",
        "إقرأ أيضا",
        "اقرأ المزيد",
        "مواضيع ذات صلة",
        "أخبار ذات صلة",
        "مقالات ذات صلة",
        "شارك",
        "شارك المقال",
        "شارك الخبر",
        "النشرة البريدية",
        "برچسب\u200cها",
        "کلیدواژه\u200cها",
        "بیشتر بخوانید",
        "مطالب مرتبط",
        "همرسانی",
        "خبرنامه",
        "Lesen Sie auch",
        "Mehr zum Thema",
        "Schlagwörter",
        "Stichwörter",
        "Verwandte Artikel",
        "Teilen",
        "Artikel teilen",
        "Lire aussi",
        "À lire aussi",
        "Mots-clés",
        "Sur le même sujet",
        "Partager",
        "Lea también",
        "Etiquetas",
        "Compartir",
        "İlgili haberler",
        "Anahtar kelimeler",
        "Paylaş",
    )
)
RIGHTS = re.compile(
    r"^\W*(?:©|\(c\)|copyright\b|all rights reserved|(?:جميع )?الحقوق محفوظة|جميع الحقوق|حقوق النشر"
    r"|alle rechte vorbehalten|tous droits réservés|todos los derechos|(?:تمامی|کلیه) حقوق)",
    re.IGNORECASE,
)
