<?php
/**
 * Plugin Name: dragoman
 * Description: Lets dragoman find the posts that it delivered, and notice what was changed here by hand since.
 * Version: 1
 * Requires at least: 5.6
 * Requires PHP: 7.1
 *
 * Put this file into wp-content/mu-plugins/, or into wp-content/plugins/ and activate it. It adds custom fields to posts
 * and to files, and nothing to any page.
 */

namespace Dragoman;

defined('ABSPATH') || exit;

// What the other side needs to know of us: raised when it could not work with an older file.
const VERSION = 1;
// Where a post keeps what it was like when it was delivered last; without a fingerprint while that is going on.
const LEFT = '_dragoman_left';

add_action('init', function () {
    $may = function ($allowed, $key, $id) {
        return current_user_can('edit_post', $id);
    };
    $add = function ($type, $key, $shown) use ($may) {
        register_post_meta($type, $key, [
            'type' => 'string', 'single' => true, 'auth_callback' => $may,
            // Readers and themes may know the source; what is for us alone is shown to those who may edit.
            'show_in_rest' => ['schema' => ['context' => $shown ? ['view', 'edit'] : ['edit']]],
        ]);
    };
    foreach (['dragoman_source_url', 'dragoman_source_outlet', 'dragoman_source_language'] as $key) {
        $add('post', $key, true);
    }
    foreach (['desk', 'article', 'source', 'seal', 'digest'] as $word) {
        $add('post', "_dragoman_$word", false);
    }
    $add('attachment', '_dragoman_file', false);
});

// What was noted of a post at its last delivery: its fingerprint, its status, and whether its categories are ours too.
function left($post)
{
    return explode(' ', get_post_meta($post->ID, LEFT, true) . '  ');
}

// Everything of a post that dragoman puts there; whether readers see it is asked apart.
function fingerprint($post, $categories)
{
    $terms = [];
    foreach ($categories ? ['category', 'post_tag'] : ['post_tag'] as $taxonomy) {
        $ids = array_map('intval', wp_get_object_terms($post->ID, $taxonomy, ['fields' => 'ids']));
        sort($ids);
        $terms[] = $ids;
    }
    return hash('sha256', (string) wp_json_encode([
        $post->ID, $post->post_title, $post->post_content, $post->post_excerpt, $post->post_date_gmt,
        // The trash gives a post another address, until it comes back.
        preg_replace('/__trashed(-\d+)?$/', '', $post->post_name),
        $terms, (int) get_post_thumbnail_id($post->ID),
    ]));
}

function is_delivery($request)
{
    return is_array($request['meta']) && isset($request['meta']['_dragoman_digest']);
}

add_action('rest_api_init', function () {
    register_rest_field('post', 'dragoman', [
        'get_callback' => function ($prepared) {
            $post = get_post($prepared['id']);
            if (!current_user_can('edit_posts')) {
                return null;
            }
            [$left, $status, $categories] = left($post);
            $now = fingerprint($post, $categories);
            $state = $left === '' ? 'unfinished' : ($left === $now ? 'ours' : 'changed');
            return ['now' => $now, 'state' => $state, 'left' => $status];
        },
        'schema' => ['type' => 'object', 'context' => ['edit'], 'readonly' => true],
    ]);
});

// Somebody may have saved the post between being looked at and being delivered to.
add_filter('rest_pre_insert_post', function ($prepared, $request) {
    if (is_wp_error($prepared) || !is_delivery($request)) {
        return $prepared;
    }
    if (empty($prepared->ID)) {
        // As early as WordPress allows, so that a post that is broken off says whose it is.
        $own = array_intersect_key($request['meta'], ['_dragoman_desk' => 1, '_dragoman_article' => 1, '_dragoman_source' => 1]);
        $prepared->meta_input = array_filter($own, 'is_string');
        return $prepared;
    }
    $post = get_post($prepared->ID);
    if ($request['dragoman_seen'] !== fingerprint($post, left($post)[2])) {
        return new \WP_Error('dragoman_changed', 'The post has been changed meanwhile.', ['status' => 409]);
    }
    update_post_meta($post->ID, LEFT, '  ' . left($post)[2]);
    return $prepared;
}, 10, 2);

add_action('rest_after_insert_post', function ($post, $request) {
    if (is_delivery($request)) {
        $now = get_post($post->ID);
        // Retracting changes nothing but the status: the categories are whose they were.
        $categories = isset($request['content']) ? isset($request['categories']) : left($now)[2] !== '';
        update_post_meta($now->ID, LEFT, fingerprint($now, $categories) . " $now->post_status " . ($categories ? '1' : ''));
    }
}, 99, 2);

// Posts of one newsroom, files of some digests: the list would otherwise have to be read whole.
add_filter('rest_post_query', function ($args, $request) {
    if (is_string($request['dragoman_desk'])) {
        $args['meta_query'][] = ['key' => '_dragoman_desk', 'value' => $request['dragoman_desk']];
    }
    return $args;
}, 10, 2);

add_filter('rest_attachment_query', function ($args, $request) {
    if (is_string($request['dragoman_files'])) {
        $files = explode(',', $request['dragoman_files']);
        $args['meta_query'][] = ['key' => '_dragoman_file', 'value' => $files, 'compare' => 'IN'];
    }
    return $args;
}, 10, 2);

add_filter('rest_index', function ($response) {
    $response->data['dragoman'] = ['version' => VERSION, 'user' => wp_get_current_user()->user_login ?: ''];
    return $response;
});
